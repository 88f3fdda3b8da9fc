import { createHash } from 'node:crypto'
import { build } from 'esbuild'
import type { Plugin } from 'vite'

const entry = 'src/app/shell/front/front.ts'
/** What Vite writes into a page to bring its code. */
const code = /[ \t]*<(?:script type="module"[^>]*><\/script>|link rel="modulepreload"[^>]*>)\n/g

/**
 * Puts `front.ts` before everything else of the tablet's page. The app's own code lies in a template until that script lets it in:
 * on a kiosk after the first paint, else at once. A script of its own, as the hub allows none in the page (security-sync §3a).
 */
export const frontFirst = (): Plugin => {
  let fileName = ''
  return {
    name: 'front-first',
    apply: 'build',
    async buildStart() {
      const { outputFiles } = await build({
        entryPoints: [entry],
        bundle: true,
        minify: true,
        format: 'iife',
        target: 'es2022',
        write: false,
      })
      const source = outputFiles[0]?.text ?? ''
      fileName = `assets/front-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`
      this.emitFile({ type: 'asset', fileName, source })
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { path }) {
        if (path !== '/index.html') return html
        const found = html.match(code)
        if (!found) throw new Error('front-first: this page has no code')
        const template = `    <template id="app-code">\n${found.join('')}    </template>\n    <script src="/${fileName}"></script>\n`
        // above the styles: a script waits for those that stand above it
        return html.replace(code, '').replace('    <link rel="stylesheet"', `${template}$&`)
      },
    },
  }
}
