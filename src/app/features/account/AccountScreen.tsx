import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { useAccount } from './accountPort.ts'
import { ChangePassword } from './ChangePassword.tsx'
import { NewPasskey } from './NewPasskey.tsx'
import { Passkeys } from './Passkeys.tsx'

/** An officer's own account: their password, and the passkeys that may stand in for it. */
export function AccountScreen() {
  const port = useAccount()
  const { value: account, error, busy, reload } = useLoad(port.account, 'account')
  useTitle(t('desk:title.account'))
  const place = account ? port.passkeyPlace(account.site) : 'no-site'
  return (
    <>
      <Title>{t('desk:account.heading')}</Title>
      {error !== undefined && (
        <Notice tone="warning" live>
          {errorLine(error)}
        </Notice>
      )}
      {!account && busy && <Busy text={t('common:loading')} />}
      {account && (
        <>
          <p class="measure">{t('desk:account.login', { name: account.name })}</p>
          <section class="stack" aria-labelledby="passkeys-title">
            <h2 id="passkeys-title">{t('desk:passkey.title')}</h2>
            <p class="measure">{t('desk:passkey.text')}</p>
            {account.passkeys.length > 0 && <Passkeys passkeys={account.passkeys} onChanged={reload} />}
            {place === 'here' ? (
              <NewPasskey onChanged={reload} />
            ) : (
              <Notice tone="info">{t(`desk:passkey.place.${place}`, { site: account.site ?? '' })}</Notice>
            )}
          </section>
          <ChangePassword />
        </>
      )}
    </>
  )
}
