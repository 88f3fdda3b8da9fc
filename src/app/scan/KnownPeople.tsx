import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { NameAndBirth } from '../../domain/samePerson.ts'
import { t } from '../i18n/i18n.ts'
import type { DraftSummary } from '../storage/ports.ts'
import { usePorts } from '../storage/usePorts.ts'
import { Button } from '../ui/button/Button.tsx'
import { Notice } from '../ui/notice/Notice.tsx'
import { useKnownPeople } from './useKnownPeople.ts'

interface Props {
  person: NameAndBirth
  draft: { id: string; type: 'activation' | 'dossier'; isBlank: boolean }
}

/** Work that the same person may have on this tablet already: offered, so that nobody is written down twice. */
export function KnownPeople({ person, draft }: Props) {
  const { drafts } = usePorts()
  const { route } = useLocation()
  const known = useKnownPeople(person, draft.id)
  const [failed, setFailed] = useState(false)
  if (known.length === 0) return null

  async function open(one: DraftSummary) {
    try {
      // nothing of a person is in it: it would stay behind as a second case of the same
      if (draft.isBlank && one.type === draft.type) await drafts.discard(draft.id)
      route(`/field/${one.type}/${one.id}`)
    } catch {
      setFailed(true)
    }
  }

  return (
    <Notice tone="help" live title={t('scan:known.title')}>
      <p>{t('scan:known.lead')}</p>
      <ul class="rows">
        {known.map((one) => (
          <li key={one.id}>
            <Button icon={one.type === 'activation' ? 'phone' : 'document'} onClick={() => void open(one)}>
              {t('scan:known.open', { name: one.title, type: t(`field:type.${one.type}`), code: one.shortCode })}
            </Button>
          </li>
        ))}
      </ul>
      {failed && <p>{t('common:save.failed.failed')}</p>}
    </Notice>
  )
}
