import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { formOf, formView } from './dossierView.ts'
import { FormTable } from './FormTable.tsx'
import type { OpenedCase } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'
import './print.css'

/** The dossier on paper: the official lines in official order, to be checked and signed by hand. */
export function PrintScreen({ id }: { id: string }) {
  const port = useOffice()
  const { value, error, busy } = useLoad((known: OpenedCase | undefined) => port.open(id, known), id)
  useTitle(t('desk:title.print', { code: value?.shortCode ?? '' }))
  if (value === undefined) return busy ? <Busy text={t('common:loading')} /> : <p class="lead">{errorLine(error)}</p>
  const form = formOf(value.case)
  if (!form) {
    return (
      <>
        <Title>{t('desk:print.noForm')}</Title>
        <Button href={`/office/cases/${id}`}>{t('common:back')}</Button>
      </>
    )
  }
  return (
    <>
      <div class="cluster no-print">
        <Button href={`/office/cases/${id}`} icon="arrowLeft">
          {t('common:back')}
        </Button>
        <Button variant="primary" onClick={() => window.print()}>
          {t('desk:print.print')}
        </Button>
      </div>
      <article class="sheet" lang="vi">
        <Title>{form.title}</Title>
        {formView(form, value.case).map((section) => (
          <section key={section.id} class="sheet__section">
            {section.title && <h2>{section.title}</h2>}
            {section.lines.map((line, at) =>
              line.table ? (
                <FormTable key={`${section.id}.${at}`} caption={line.label} table={line.table} />
              ) : (
                <p key={`${section.id}.${at}`} class={line.signedByHand ? 'sheet__sign' : 'sheet__line'}>
                  <span>{`${line.label}: `}</span>
                  <strong>{line.text}</strong>
                </p>
              ),
            )}
          </section>
        ))}
        <footer class="sheet__foot">{t('desk:print.foot', { code: value.shortCode })}</footer>
      </article>
    </>
  )
}
