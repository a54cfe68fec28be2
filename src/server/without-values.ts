/** What GraphQL says of a request quotes what was sent: each rule leaves the remark and takes the value. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/^Variable ("\$\w+") got invalid value[\s\S]*$/, 'Variable $1 is no value of its type.'],
  [/^((?:Enum )?"?\w+"? cannot represent [^:]*): [\s\S]*$/, '$1.'],
  [/^Expected value of type ("[^"]+"), found [\s\S]*$/, 'Expected value of type $1.'],
  [/^Value "[\s\S]*" does not exist in ("\w+") enum[\s\S]*$/, 'The value does not exist in $1 enum.'],
  [/\b(Name|String|BlockString|Int|Float) "[\s\S]*"/, '$1'],
  [/^Unknown operation named [\s\S]*$/, 'The document has no operation of that name.'],
];

/**
 * A remark of GraphQL’s on a request, without the values it quotes: an answer passes through more hands than the
 * question did, and a mistyped question may be about a child. Names of the document stay; the place tells the rest.
 */
export const withoutValues = (message: string): string =>
  rules.reduce((text, [pattern, left]) => text.replace(pattern, left), message);
