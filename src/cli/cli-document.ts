import type { Command } from './command.ts';

const line = (syntax: string, summary: string): string => `- \`${syntax}\`: ${summary}`;

const section = ({ name, summary, arguments: words, options }: Command): string =>
  [
    `## homeward ${name}`,
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    [
      ...words.map((word) => line(word.syntax, word.summary)),
      ...options.map((option) => line(option.flags, option.summary)),
    ].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

/** The command line as a page, generated from the register of commands. */
export const cliDocument = (commands: readonly Command[]): string => `# The command line

Generated from \`src/cli/index.ts\`. Every command takes \`--data-dir DIR\` (or \`HOMEWARD_DATA_DIR\`; default \`.homeward\`),
\`--json\` and \`--help\`. It exits with 0 when done, 1 when refused or failed, 2 when not understood.

${commands.map(section).join('\n\n')}
`;
