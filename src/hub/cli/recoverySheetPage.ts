import type { RecoverySheet } from '../backup/makeRecoverySheet.ts'
import { say } from '../words.ts'

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '')

const style = `
@page { size: A4; margin: 12mm }
body { font: 12pt/1.4 "Be Vietnam Pro", "Noto Sans", Arial, sans-serif; color: #000; max-width: 186mm; margin: 0 auto }
h1 { font-size: 18pt; margin: 0 0 2mm }
section { border: 1.5pt dashed #000; padding: 5mm; margin: 6mm 0; break-inside: avoid }
h2 { font-size: 14pt; margin: 0 0 2mm }
pre { font: 700 15pt/1.7 "Noto Sans Mono", "DejaVu Sans Mono", Consolas, monospace; margin: 3mm 0; letter-spacing: .04em }
p { margin: 1mm 0 }
`

/** Four lines of four groups: one that was mistyped is found quickly. */
function inLines(text: string): string {
  const groups = text.split(' ')
  const lines: string[] = []
  for (let at = 0; at < groups.length; at += 4) lines.push(groups.slice(at, at + 4).join('  '))
  return lines.join('\n')
}

/** A page to print and cut: three shares, each with where to keep it. Printed once; the file is then deleted. */
export function recoverySheetPage({ sheet, hub, madeAt, shares }: RecoverySheet): string {
  const line = (text: string) => `<p>${escaped(text)}</p>`
  const about = say('sheetAbout', { sheet, hub, date: new Date(madeAt).toISOString().slice(0, 10) })
  const places = ['sheetPlace1', 'sheetPlace2', 'sheetPlace3'] as const
  const parts = shares.map(
    ({ number, text }, index) => `<section>
<h2>${escaped(say('sheetShare', { number }))}</h2>
${line(about)}
<pre>${escaped(inLines(text))}</pre>
${line(say(places[index] ?? 'sheetPlace3'))}
${line(say('sheetAlone'))}
</section>`,
  )
  return `<!doctype html>
<html lang="${escaped(say('languageTag'))}">
<meta charset="utf-8">
<title>${escaped(say('sheetTitle'))}</title>
<style>${style}</style>
<h1>${escaped(say('sheetTitle'))}</h1>
${line(say('sheetLead'))}
${line(say('sheetHow'))}
${parts.join('\n')}
${line(say('sheetEnd'))}
</html>
`
}
