/** Every control with every example, for eyes and screenshots: `npx vite`, then /tests/looks/index.html. */
import { render, type VNode } from 'preact'
import '../../src/app/ui/base.css'

const files = import.meta.glob<{ examples: Record<string, () => VNode> }>('../../src/app/ui/*/*.examples.tsx', {
  eager: true,
})

function Gallery() {
  return (
    <div class="stack">
      {Object.entries(files).map(([path, file]) => (
        <section key={path} class="stack" data-control={path.split('/').at(-2)}>
          <h2>{path.split('/').at(-2)}</h2>
          {Object.entries(file.examples).map(([name, Example]) => (
            <div key={name} class="stack stack--tight">
              <h3 class="muted">{name}</h3>
              <Example />
            </div>
          ))}
        </section>
      ))}
    </div>
  )
}

const query = new URLSearchParams(location.search)
const theme = query.get('theme')
if (theme) document.documentElement.dataset.theme = theme
const scale = query.get('scale')
if (scale) document.documentElement.dataset.textScale = scale
const root = document.getElementById('app')
if (root) render(<Gallery />, root)
