/** A change of who may see what, as it was approved. */
export interface PolicyChange {
  /** The `policyVersion` it made. */
  readonly version: string;
  readonly what: string;
  readonly why: string;
  readonly approvedBy: string;
}

/**
 * ★ Every change of the policy, the newest first. Whatever shows anybody more than before is declared here, under the
 * version of the policy that shows it, or a test refuses it.
 */
export const policyChanges: readonly PolicyChange[] = [
  {
    version: '2026.5',
    what: 'The professionals named in a notification are of the class of every other professional’s name, no longer of social care; who found a child, in words, is a third party’s name.',
    why: 'Domain reference 2 (23, 47) and 5.5, read a second time: an auditor saw names of professionals that their row withholds, and early help names of relatives; the colleagues who were to ring a social worker did not see whom.',
    approvedBy: 'the maintainers, for the information-governance lead of each partnership to confirm',
  },
  {
    version: '2026.4',
    what: 'Practitioners enter records in the hub, a row of `writers` for each kind; a force answers questions about its notifications.',
    why: 'Issue 7, item 6: what a practitioner knows must not wait for a file of their system. A field may be named only by whoever sees all it holds.',
    approvedBy: 'the maintainers, for the information-governance lead of each partnership to confirm',
  },
  {
    version: '2026.3',
    what: 'First contact, break-glass and the identified cases of an audit open ways to a child; restrictions, a child’s wish and a locked investigation close some; names of professionals are a class of their own.',
    why: 'Domain reference 5.4: who needs a child at once must not wait for a relationship, and answers for it; who must not know is told nothing.',
    approvedBy: 'the maintainers, for the information-governance lead of each partnership to confirm',
  },
  {
    version: '2026.2',
    what: 'The matrix of sixteen roles and eighteen classes, with purposes and protected addresses.',
    why: 'Domain reference 5.2, 5.4 and 5.5.',
    approvedBy: 'the maintainers, for the information-governance lead of each partnership to confirm',
  },
];
