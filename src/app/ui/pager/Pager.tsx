import { Button } from '../button/Button.tsx'

interface Props {
  /** What is paged; names the group of buttons. */
  label: string
  /** From 0. */
  page: number
  pages: number
  /** What this page shows, as a sentence: "Hồ sơ 51 đến 100, trong 4.312". Announced when it changes. */
  text: string
  previousText: string
  nextText: string
  onPage: (page: number) => void
}

/** The way through a long list, a page at a time: however long it is, the page stays light. */
export function Pager({ label, page, pages, text, previousText, nextText, onPage }: Props) {
  return (
    <div class="cluster">
      <p class="muted" role="status">
        {text}
      </p>
      {pages > 1 && (
        <nav class="cluster" aria-label={label}>
          <Button icon="arrowLeft" disabled={page === 0} onClick={() => onPage(page - 1)}>
            {previousText}
          </Button>
          <Button iconAfter="arrowRight" disabled={page >= pages - 1} onClick={() => onPage(page + 1)}>
            {nextText}
          </Button>
        </nav>
      )}
    </div>
  )
}
