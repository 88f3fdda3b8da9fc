import { useEffect, useState } from 'preact/hooks'
import { formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import type { CasePhoto } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'

interface Props {
  record: string
  /** what they show, in words */
  paper: string
  pages: readonly CasePhoto[]
}

const tones = { here: 'done', missing: 'waiting', gone: 'attention' } as const

/** Photos of one paper: each opens by a tap and not before (SPEC PHO-9); what is not here says what becomes of it (SPEC PHO-8). */
export function PaperPhotos({ record, paper, pages }: Props) {
  return (
    <ol class="paper-photos">
      {pages.map((page, index) => (
        <PaperPhoto
          key={page.photo}
          record={record}
          name={t('desk:photo.of', { paper, number: index + 1 })}
          page={page}
        />
      ))}
    </ol>
  )
}

function PaperPhoto({ record, name, page }: { record: string; name: string; page: CasePhoto }) {
  const port = useOffice()
  const [shown, setShown] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  useEffect(() => () => (shown === null ? undefined : URL.revokeObjectURL(shown)), [shown])

  async function open() {
    setBusy(true)
    setSaid('')
    try {
      setShown(URL.createObjectURL(await port.photo(record, page.photo)))
    } catch (error) {
      setSaid(errorLine(error))
    }
    setBusy(false)
  }

  const { state, device, receivedAt } = page
  return (
    <li class="paper-photo">
      <p class="cluster">
        <strong>{name}</strong>
        <Tag tone={tones[state]} text={t(`desk:photo.state.${state}`)} />
        {state === 'here' && (
          <Button icon="document" disabled={busy} onClick={() => (shown === null ? void open() : setShown(null))}>
            {t(shown === null ? 'desk:photo.open' : 'desk:photo.hide')}
          </Button>
        )}
      </p>
      <p class="muted">
        {t(`desk:photo.about.${state}`, {
          device: device ?? t('desk:photo.unknownDevice'),
          at: receivedAt === null ? '' : formatInstant(receivedAt, port.now()),
        })}
      </p>
      {said !== '' && (
        <Notice tone="warning" live>
          {said}
        </Notice>
      )}
      {shown !== null && <img class="paper-photo__picture" src={shown} alt={name} />}
    </li>
  )
}
