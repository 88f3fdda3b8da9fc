import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

const root = resolve(import.meta.dirname, '../..')

/** What the next version knows beyond this one: another schema of dossiers, and one more field of a contact. */
const learnt: ReadonlyArray<readonly [file: RegExp, from: RegExp, to: (found: string) => string]> = [
  [/domain\/records\.ts$/, /(?<='dossier', code: 2, schema: )\d+/, (schema) => String(Number(schema) + 1)],
  [/domain\/activationRecord\.ts$/, /phone: field\(text\(20\)\),/, (phone) => `${phone} secondPhone: field(text(20)),`],
]

/**
 * Builds the hub as its next version would be, from these sources with `learnt` put in, as `scripts/build.mjs` builds it.
 * @returns its program, and what removes it
 */
export async function buildNextHub(): Promise<{ main: string; remove(): void }> {
  // below the checkout, where its packages are found
  const folder = join(root, `dist/hub-next-${process.pid}`)
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'src/hub/main.ts' },
    outdir: folder,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'warning',
    plugins: [
      {
        name: 'next-version',
        setup: (plugins) => {
          for (const [filter, from, to] of learnt) {
            plugins.onLoad({ filter }, ({ path }) => {
              const text = readFileSync(path, 'utf8')
              if (!from.test(text)) throw new Error(`nothing to learn in ${path}`)
              return { contents: text.replace(from, to), loader: 'ts' }
            })
          }
        },
      },
    ],
  })
  return { main: join(folder, 'main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
