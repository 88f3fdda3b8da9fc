import { useState } from 'preact/hooks'
import { checkOfficialDossierCode } from '../../../domain/officialDossierCode.ts'
import { parseShortCode } from '../../../domain/shortCode.ts'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { DraftNote } from '../../resident/ReaderNote.tsx'
import { ResidentPage } from '../../resident/ResidentPage.tsx'
import { SaidKey } from '../../resident/Said.tsx'
import { SharedKey } from '../../resident/Shared.tsx'
import type { FinishedItem } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { CallButton } from './CallButton.tsx'
import { kioskHome } from './kioskPlaces.ts'

/** The guide that says how a dossier is looked up (facts §9: nobody may ask the official page for it by machine). */
const guide = '/field/guides/look-up-dossier'

type Found =
  | { kind: 'official'; code: string }
  | { kind: 'ours'; code: string; state: 'sent' | 'wait' | 'person' | 'unknown' }

const stateOf = (item: FinishedItem | undefined): Extract<Found, { kind: 'ours' }>['state'] => {
  if (!item) return 'unknown'
  if (item.state === 'held' || item.state === 'rejected') return 'person'
  return item.state === 'pending' ? 'wait' : 'sent'
}

/** A code from a slip: ours as far as this kiosk knows of it; an official one large, and where it is looked up. */
export function LookUpScreen() {
  const { sync } = usePorts()
  const [typed, setTyped] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const [found, setFound] = useState<Found | null>(null)
  usePageTitle(t('kiosk:lookUp.title'))

  async function look() {
    const ours = parseShortCode(typed)
    const official = checkOfficialDossierCode(typed)
    setFound(null)
    setEmpty(official.code === '')
    if (official.code === '') return
    if (!ours.ok) return setFound({ kind: 'official', code: official.code })
    const items = await sync.finished(0).catch(() => [])
    setFound(stateFor(ours.code, items))
  }

  return (
    <ResidentPage
      title={t('kiosk:tile.lookUp.title')}
      homeHref={kioskHome}
      backHref={kioskHome}
      next={{ of: 'kiosk:lookUp.look', run: () => void look() }}
      help={<CallButton />}
      error={isEmpty ? { fieldId: 'code', of: 'kiosk:lookUp.empty' } : null}
    >
      <Title>
        <SaidKey of="kiosk:lookUp.title" />
      </Title>
      <DraftNote of="kiosk:lookUp.title" />
      <TextField
        id="code"
        label={<SharedKey of="kiosk:lookUp.label" />}
        hint={<SharedKey of="kiosk:lookUp.hint" />}
        value={typed}
        width="middle"
        maxLength={60}
        error={isEmpty ? <SharedKey of="kiosk:lookUp.empty" /> : undefined}
        onInput={(text) => {
          setTyped(text)
          setEmpty(false)
        }}
      />
      {found && (
        <div class="stack" role="status">
          <div>
            <BigCode label={<SharedKey of={`kiosk:lookUp.${found.kind}`} />} code={found.code} />
          </div>
          {found.kind === 'ours' ? (
            <Notice tone={found.state === 'sent' ? 'done' : 'help'}>
              <SharedKey of={`kiosk:lookUp.state.${found.state}`} />
            </Notice>
          ) : (
            <Notice tone="help">
              <p>
                <SaidKey of="kiosk:lookUp.officialText" />
              </p>
              <p>
                <Button href={guide} icon="info">
                  <SaidKey of="kiosk:lookUp.how" />
                </Button>
              </p>
            </Notice>
          )}
        </div>
      )}
    </ResidentPage>
  )
}

const stateFor = (code: string, items: readonly FinishedItem[]): Found => ({
  kind: 'ours',
  code,
  state: stateOf(items.find(({ shortCode }) => shortCode === code)),
})
