import { t } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { CommandLine } from './CommandLine.tsx'
import type { StepProps } from './StepProps.ts'

/** How a hub is started with a folder for backups, in the words of its own command line. */
const startLines = {
  windows: 'set "BACKUP_DIR=E:\\tram-so" && npm start',
  unix: 'BACKUP_DIR=/media/o-thu-hai/tram-so npm start',
} as const

/** Where backups go: what is set, or how to set it. The hub reads it when it starts, so a page cannot. */
export function BackupsStep({ progress }: StepProps) {
  const { facts, hub } = progress
  const { path, hour } = hub.backups
  return (
    <>
      <Title>{t('wizard:backups.title')}</Title>
      <p class="lead">{t('wizard:backups.text')}</p>
      {facts.backups.folder ? (
        <>
          <Notice tone={facts.backups.oneDisk ? 'help' : 'done'}>
            {t('wizard:backups.set', { path: path ?? '', hour })}
          </Notice>
          {facts.backups.oneDisk && <p class="measure">{t('wizard:backups.oneDisk')}</p>}
          {facts.sheet.proved !== 'backup' && (
            <p class="measure">
              {t('wizard:backups.tryAgain')} <a href="/setup/drill">{t('wizard:step.drill')}</a>
            </p>
          )}
        </>
      ) : (
        <>
          <Notice tone="help">{t('wizard:backups.unset')}</Notice>
          <ol class="stack stack--tight">
            <li>{t('wizard:backups.plug')}</li>
            <li>{t('wizard:backups.stop')}</li>
            <li>{t('wizard:backups.start')}</li>
          </ol>
          <CommandLine id="backup-command" label={t('wizard:backups.command')} text={startLines[hub.system]} />
          <p class="measure">{t('wizard:backups.always')}</p>
        </>
      )}
    </>
  )
}
