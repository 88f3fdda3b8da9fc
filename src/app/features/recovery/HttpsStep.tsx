import { t } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice/Notice.tsx'
import { QrCode } from '../../ui/qrCode/QrCode.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { CommandLine } from './CommandLine.tsx'
import type { StepProps } from './StepProps.ts'
import './sheetPaper.css'

/** May tablets come: browsers give keys, offline start and storage to secure pages only. */
export function HttpsStep({ progress }: StepProps) {
  const { facts, hub } = progress
  const { fieldUrl, welcomeUrl, fingerprint } = hub.https
  return (
    <>
      <Title>{t('wizard:https.title')}</Title>
      <p class="lead">{t('wizard:https.text')}</p>
      {facts.https === 'secure' ? (
        <>
          <Notice tone="done">{t('wizard:https.secure', { url: fieldUrl })}</Notice>
          {welcomeUrl && (
            <>
              <p class="measure">{t('wizard:https.welcome', { url: welcomeUrl })}</p>
              <QrCode text={welcomeUrl} label={t('wizard:https.qr')} />
            </>
          )}
          {fingerprint && (
            <div class="stack stack--tight">
              <p class="measure">{t('wizard:https.fingerprint')}</p>
              <pre class="sheet-paper__signs sheet-paper__signs--fold">{fingerprint}</pre>
            </div>
          )}
        </>
      ) : (
        <>
          <Notice tone="help">{t(`wizard:https.${facts.https}`)}</Notice>
          <ol class="stack stack--tight">
            <li>{t('wizard:https.stop')}</li>
            <li>{t('wizard:https.make')}</li>
            <li>{t('wizard:https.start')}</li>
          </ol>
          <CommandLine id="tls-command" label={t('wizard:https.command')} text="npm run hub -- tls" />
          <p class="measure">{t('wizard:https.domain')}</p>
        </>
      )}
    </>
  )
}
