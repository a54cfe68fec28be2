import { defineConfig } from 'prisma/config';

// Prisma's tools insist on a default export here; nowhere else has one.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
});
