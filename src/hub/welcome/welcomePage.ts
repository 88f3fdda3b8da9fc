import { say, type Word } from '../words.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '')

/** A telephone with lines of a menu; the line to touch is filled and has a finger's ring around its end. */
function picture(lines: number, touched: number, label: string): string {
  const rows = Array.from({ length: lines }, (_, index) => {
    const y = 34 + index * 22
    const hit = index === touched
    return `<rect x="18" y="${y}" width="84" height="14" rx="4" class="${hit ? 'hit' : 'line'}"/>${
      hit ? `<circle cx="92" cy="${y + 7}" r="11" class="ring"/>` : ''
    }`
  })
  return `<svg viewBox="0 0 120 176" role="img" aria-label="${escaped(label)}"><rect x="6" y="4" width="108" height="168" rx="14" class="phone"/><rect x="46" y="12" width="28" height="5" rx="2.5" class="line"/>${rows.join('')}</svg>`
}

const steps: readonly { word: Word; picture: [lines: number, touched: number] }[] = [
  { word: 'welcomeStep1', picture: [3, 2] },
  { word: 'welcomeStep2', picture: [6, 3] },
  { word: 'welcomeStep3', picture: [5, 1] },
  { word: 'welcomeCompare', picture: [5, 4] },
  { word: 'welcomeStep4', picture: [4, 3] },
]

/**
 * The page that tells a person with an Android tablet how to trust this hub, in words and pictures. The number to compare is
 * not on it: whoever could change the certificate on the way could change the number too.
 */
export function welcomePage(fieldUrl: string): string {
  const items = steps.map(({ word, picture: [lines, touched] }) => {
    const text = say(word, { url: fieldUrl })
    return `<li>${picture(lines, touched, text)}<p>${escaped(text)}</p></li>`
  })
  return `<!doctype html>
<html lang="${say('languageTag')}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(say('welcomeTitle'))}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/welcome.css"></head>
<body><main><h1>${escaped(say('welcomeTitle'))}</h1><p class="lead">${escaped(say('welcomeLead'))}</p>
<p><a class="button" href="/tram-so-ca.crt" download="tram-so-ca.crt">${escaped(say('welcomeDownload'))}</a></p>
<ol>${items.join('')}</ol>
<p><a class="button" href="${escaped(fieldUrl)}">${escaped(say('welcomeOpen', { url: fieldUrl }))}</a></p>
</main></body></html>`
}

/** The look of that page: the tablet's colours and sizes, by hand, because nothing of the app is served without a certificate. */
export const welcomeStyle = `:root{color-scheme:light dark}body{margin:0;font:18px/1.5 system-ui,sans-serif;background:#faf7f2;color:#1d1b16}
main{max-width:46rem;margin:0 auto;padding:24px 16px 64px}h1{font-size:30px;line-height:1.2}.lead{font-size:20px}
ol{list-style:none;counter-reset:step;padding:0;display:grid;gap:16px}
li{counter-increment:step;display:grid;grid-template-columns:120px 1fr;gap:16px;align-items:center;background:#fff;border:1px solid #d9d2c4;border-radius:16px;padding:16px}
li p::before{content:counter(step) ". ";font-weight:700}svg{width:120px}
.phone{fill:none;stroke:#5b5546;stroke-width:3}.line{fill:#d9d2c4}.hit{fill:#0b5c4a}.ring{fill:none;stroke:#b3261e;stroke-width:4}
.button{display:inline-block;min-height:56px;box-sizing:border-box;padding:14px 24px;border-radius:14px;background:#0b5c4a;color:#fff;font-weight:700;text-decoration:none}
.button:focus-visible{outline:4px solid #1d1b16;outline-offset:3px}
@media(prefers-color-scheme:dark){body{background:#14130f;color:#f3efe6}li{background:#1f1d18;border-color:#4a4538}.hit{fill:#6fd3b8}.button{background:#6fd3b8;color:#06231b}}
`
