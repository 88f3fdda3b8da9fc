import path from 'node:path'
import { build } from 'esbuild'
import type { Meddle, Told } from '../../kit/HttpProxy.ts'

const told = (type: string, body: string): Told => ({ status: 200, headers: { 'content-type': type }, body })

const page = told(
  'text/html; charset=utf-8',
  '<!doctype html><html lang="vi"><meta charset="utf-8"><title>bench</title><link rel="icon" href="/icons/icon.svg">' +
    '<body><div id="app"></div><script type="module" src="/bench.js"></script></body></html>',
)

/** The hub's own answers, and one page more that its service worker keeps like the rest: `/bench.html`, which draws one heading. */
export async function withEmptyPage(): Promise<Meddle> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'emptyPage.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  })
  const script = told('text/javascript', outputFiles[0]?.text ?? '')
  return async ({ path: asked }, forward) => {
    if (asked.startsWith('/bench.js')) return script
    if (asked.startsWith('/bench.html')) return page
    if (asked !== '/sw.js') return forward()
    const worker = await forward()
    const text = Buffer.from(worker.body).toString()
    const entry = /\{"revision":"[0-9a-f]+","url":"index\.html"\}/
    if (!entry.test(text)) throw new Error('the service worker names no index.html')
    const more = ['bench.html', 'bench.js'].map((url) => `{"revision":"bench","url":"${url}"}`).join(',')
    const { 'content-length': _, etag: __, ...headers } = worker.headers
    return { ...worker, headers, body: text.replace(entry, (found) => `${found},${more}`) }
  }
}
