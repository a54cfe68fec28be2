import type { Person } from '../../src/domain/model/person.ts';
import type { RiskIndicator } from '../../src/domain/model/risk-indicator.ts';
import type { ConceptRule } from './concept-rule.ts';

/** A risk of the CIN census, and how health records name it. */
export interface RiskRule extends ConceptRule {
  readonly factor: RiskIndicator['factor'];
  /** What the record says of the child's care where it is true. */
  readonly careStatus?: NonNullable<Person['careStatus']>;
}

/** ★ Risks read from conditions, observations and flags; for review by a clinician and a safeguarding lead. */
export const riskRules: readonly RiskRule[] = [
  {
    factor: '15A',
    codes: ['248062006', '276853009', '225444004'],
    words: /\bself[- ]?harm|\bself[- ]inflicted|\bself[- ]injur|\bsuicid(e|al)\b/i,
  },
  {
    factor: '1A',
    codes: ['15167005', '1082631000000102'],
    words: /\balcohol (misuse|abuse|dependen|intoxication|use disorder)|\bdrunk|\bbinge drink/i,
  },
  {
    factor: '2A',
    codes: ['307052004', '26416006'],
    words:
      /\b(illicit |recreational )?drug (use|misuse|abuse|dependence)\b|\bsubstance (misuse|abuse)\b|\bcannabis (use|misuse|dependence)\b/i,
  },
  {
    factor: '4A',
    codes: ['35489007', '197480006', '72366004'],
    words:
      /\bmental health (problem|condition|concern|crisis|difficult)|\bdepressi(on|ve disorder)\b|\banxiety disorder\b|\bpsycho(sis|tic)\b|\beating disorder\b|\bpost[- ]traumatic stress\b/i,
  },
  {
    factor: '10A',
    codes: [],
    words: /\b(went|goes|going|reported|frequently) missing\b|\bmissing (from|episode|child|person)\b|\babsconded\b/i,
  },
  { factor: '11A', codes: [], words: /\bsexual exploitation\b|\bCSE\b/i },
  { factor: '12A', codes: [], words: /\bchild trafficking\b|\b(human )?trafficking\b|\bmodern slavery\b/i },
  { factor: '13A', codes: [], words: /\bgang (involvement|member|affiliation)/i },
  { factor: '22A', codes: [], words: /\bfemale genital mutilation\b|\bFGM\b/i },
  { factor: '24A', codes: [], words: /\bcriminal exploitation\b|\bcounty lines\b/i },
  { factor: 'OTHER', codes: [], words: /\bchild protection plan\b/i, careStatus: 'CP_PLAN' },
  {
    factor: 'OTHER',
    codes: ['764841000000100'],
    words: /\blooked[- ]after (child|young)|\bchild looked after\b/i,
    careStatus: 'LAC',
  },
  { factor: 'OTHER', codes: ['224353004'], words: /\bchild protection (finding|concern|alert)\b/i },
];
