import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file that pages fetch. */
export interface Asset {
  readonly type: string;
  readonly path: string;
}

const types = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml' } as const;

const own = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const { resolve } = createRequire(import.meta.url);

const packaged = (name: string, file: string): string => join(dirname(resolve(`${name}/package.json`)), file);

/** ★ Every file that the pages fetch, by name; nothing else is ever read from disc, and nothing from elsewhere. */
export const assets: Readonly<Record<string, Asset>> = {
  'style.css': { type: types.css, path: own('style.css') },
  'explorer.css': { type: types.css, path: own('explorer.css') },
  'explorer.js': { type: types.js, path: own('explorer.js') },
  'shared-view.css': { type: types.css, path: own('shared-view/shared-view.css') },
  'shared-view.js': { type: types.js, path: own('shared-view/shared-view.js') },
  'icon.svg': { type: types.svg, path: own('icon.svg') },
  'react.js': { type: types.js, path: packaged('react', 'umd/react.production.min.js') },
  'react-dom.js': { type: types.js, path: packaged('react-dom', 'umd/react-dom.production.min.js') },
  'graphiql.js': { type: types.js, path: packaged('graphiql', 'graphiql.min.js') },
  'graphiql.css': { type: types.css, path: packaged('graphiql', 'graphiql.min.css') },
};

/** The bytes of an asset, read anew so that three megabytes are not held for a page few open. */
export const readAsset = ({ path }: Asset): Promise<Buffer> => readFile(path);
