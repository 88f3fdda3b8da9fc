import { useState } from 'preact/hooks'
import { type ListedName, namesInLines } from '../../../domain/nameList.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { TextArea } from '../../ui/textArea/TextArea.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useAdmin } from './adminPort.ts'
import './nameList.css'

/** As long as the hub takes a name, and as many as a commune has at the very most. */
const mostLetters = 80
const mostTyped = 12_000

/** The commune's hamlets, typed or pasted as a list, looked at before they are added: a name can be changed later, not taken away. */
export function HamletsStep({ onChanged }: { onChanged: () => Promise<void> }) {
  const port = useAdmin()
  const { value: units, reload, error } = useLoad(port.units, 'units')
  const [typed, setTyped] = useState('')
  const [isRead, setRead] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const hamlets = (units ?? []).filter(({ kind }) => kind === 'hamlet')
  const list = namesInLines(
    typed,
    (units ?? []).map(({ name }) => name),
    mostLetters,
  )
  const fresh = list.filter(({ problem }) => problem === null)

  async function add() {
    setBusy(true)
    setFailed(null)
    try {
      for (const { name, oldName } of fresh) await port.addUnit({ name, oldName })
      setTyped('')
      setRead(false)
    } catch (refused) {
      setFailed(errorLine(refused))
    }
    // those that were added before a line broke are in the list now, and are not added twice
    await reload()
    await onChanged()
    setBusy(false)
  }

  return (
    <>
      <Title>{t('wizard:hamlets.title')}</Title>
      {(failed !== null || error !== undefined) && (
        <Notice tone="warning" live>
          {failed ?? errorLine(error)}
        </Notice>
      )}
      {hamlets.length > 0 && (
        <>
          <p class="lead">{t('wizard:hamlets.there', { count: hamlets.length })}</p>
          <ul class="name-list">
            {hamlets.map(({ id, name, oldName }) => (
              <li key={id}>
                {name}
                {oldName && <span class="muted"> ({t('desk:admin.oldName', { name: oldName })})</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {isRead ? (
        <Looked
          list={list}
          count={fresh.length}
          busy={busy || units === undefined}
          onAdd={() => void add()}
          onEdit={() => setRead(false)}
        />
      ) : (
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (list.length > 0) setRead(true)
          }}
        >
          <TextArea
            id="hamlet-list"
            label={t(hamlets.length > 0 ? 'wizard:hamlets.more' : 'wizard:hamlets.label')}
            hint={t('wizard:hamlets.hint')}
            rows={hamlets.length > 0 ? 4 : 8}
            maxLength={mostTyped}
            value={typed}
            onInput={setTyped}
          />
          <div class="cluster">
            <Button type="submit" variant={hamlets.length > 0 ? 'plain' : 'primary'} disabled={list.length === 0}>
              {t('wizard:hamlets.look')}
            </Button>
          </div>
        </form>
      )}
    </>
  )
}

interface LookedProps {
  list: readonly ListedName[]
  /** how many of them will be added */
  count: number
  busy: boolean
  onAdd: () => void
  onEdit: () => void
}

/** What was read out of the list, before anything is added. */
function Looked({ list, count, busy, onAdd, onEdit }: LookedProps) {
  return (
    <section class="stack" aria-labelledby="looked-title">
      <h2 id="looked-title">{t('wizard:hamlets.read', { count })}</h2>
      <ol class="name-list">
        {list.map(({ name, oldName, problem }, at) => (
          <li key={`${at} ${name}`}>
            {name}
            {oldName && <span class="muted"> ({t('desk:admin.oldName', { name: oldName })})</span>}
            {problem && <strong class="name-list__problem"> {t(`wizard:list.${problem}`)}</strong>}
          </li>
        ))}
      </ol>
      <div class="cluster">
        <Button variant="primary" disabled={busy || count === 0} onClick={onAdd}>
          {busy ? t('wizard:hamlets.busy') : t('wizard:hamlets.add', { count })}
        </Button>
        <Button onClick={onEdit}>{t('wizard:hamlets.edit')}</Button>
      </div>
    </section>
  )
}
