import type { ComponentChildren } from 'preact'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { Button } from '../../ui/button/Button.tsx'
import { ErrorSummary } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import type { useRoundForm } from './useRoundForm.ts'

interface Props {
  id: string
  title: string
  /** where one comes from, and goes back to */
  back: string
  saveText: string
  form: ReturnType<typeof useRoundForm>
  onSave: () => Promise<void>
  children: ComponentChildren
}

/** The page of a small form of the round: what is wrong above it, the way back and the one way on below. */
export function RoundForm({ id, title, back, saveText, form, onSave, children }: Props) {
  usePageTitle(t('round:task'))
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TabletTop title={t('round:task')} href="/field" />}
      actions={
        <>
          <Button size="big" icon="arrowLeft" href={back}>
            {t('common:back')}
          </Button>
          <Button variant="primary" size="big" type="submit" form={id} disabled={form.busy}>
            {saveText}
          </Button>
        </>
      }
    >
      <ErrorSummary title={t('common:errors.title', { count: form.errors.length })} errors={form.errors} />
      <Title>{title}</Title>
      {form.failed && (
        <Notice tone="warning" live>
          {t('round:failed')}
        </Notice>
      )}
      <form
        id={id}
        class="stack"
        noValidate
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          void onSave()
        }}
      >
        {children}
      </form>
    </Screen>
  )
}
