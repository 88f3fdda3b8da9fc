import { useState } from 'preact/hooks'
import { formatAgo, formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Table } from '../../ui/table/Table.tsx'
import type { Passkey } from './accountAnswers.ts'
import { useAccount } from './accountPort.ts'

interface Props {
  passkeys: readonly Passkey[]
  onChanged: () => Promise<void>
}

/** The officer's passkeys, with the way to forget one; a blocked one says why it opens nothing. */
export function Passkeys({ passkeys, onChanged }: Props) {
  const port = useAccount()
  const now = port.now()
  const [asked, setAsked] = useState<Passkey | null>(null)
  const [failed, setFailed] = useState<string | null>(null)

  async function remove() {
    const passkey = asked
    setAsked(null)
    setFailed(null)
    if (!passkey) return
    try {
      await port.removePasskey(passkey.id)
    } catch (error) {
      setFailed(errorLine(error))
    }
    await onChanged()
  }

  return (
    <>
      {failed && (
        <Notice tone="warning" live>
          {failed}
        </Notice>
      )}
      {passkeys.some(({ blockedAt }) => blockedAt !== null) && (
        <Notice tone="warning">{t('desk:passkey.blockedText')}</Notice>
      )}
      <Table
        caption={t('desk:passkey.title')}
        captionHidden
        columns={[
          { id: 'label', title: t('desk:passkey.column.label') },
          { id: 'created', title: t('desk:passkey.column.created') },
          { id: 'used', title: t('desk:passkey.column.used') },
          { id: 'act', title: t('desk:admin.column.act') },
        ]}
        emptyText=""
        rows={passkeys.map((passkey) => ({
          id: passkey.id,
          cells: {
            label: (
              <>
                <strong>{passkey.label}</strong>{' '}
                {passkey.blockedAt !== null && <Tag tone="attention" text={t('desk:passkey.blocked')} />}
              </>
            ),
            created: formatInstant(passkey.createdAt, now),
            used: passkey.lastUsedAt === null ? t('desk:devices.never') : formatAgo(passkey.lastUsedAt, now),
            act: (
              <Button
                variant="quiet"
                label={t('desk:passkey.removeWhat', { label: passkey.label })}
                onClick={() => setAsked(passkey)}
              >
                {t('desk:passkey.remove')}
              </Button>
            ),
          },
        }))}
      />
      <Dialog
        open={asked !== null}
        title={t('desk:passkey.removeWhat', { label: asked?.label ?? '' })}
        onClose={() => setAsked(null)}
        actions={
          <>
            <Button onClick={() => setAsked(null)}>{t('common:keep')}</Button>
            <Button variant="danger" onClick={() => void remove()}>
              {t('desk:passkey.remove')}
            </Button>
          </>
        }
      >
        <p class="measure">{t('desk:passkey.removeText')}</p>
      </Dialog>
    </>
  )
}
