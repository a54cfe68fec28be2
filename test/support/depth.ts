/** How often a test that gets surer with every round goes round: `npm test` stays short, `npm run test:deep` is thorough. */
export const rounds = (usual: number, deep: number): number =>
  process.env['HOMEWARD_DEPTH'] === 'deep' ? deep : usual;
