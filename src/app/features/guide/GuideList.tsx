import { useState } from 'preact/hooks'
import { searchGuides } from '../../../domain/guides.ts'
import { showWords } from '../../../domain/guideText.ts'
import { TabletTop } from '../../draftPage/TabletTop.tsx'
import { t } from '../../i18n/i18n.ts'
import { reader } from '../../i18n/reader.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { ReaderChoice } from '../../resident/ReaderChoice.tsx'
import { ReaderNote } from '../../resident/ReaderNote.tsx'
import { SaidKey } from '../../resident/Said.tsx'
import { SharedKey } from '../../resident/Shared.tsx'
import { useGuides } from '../../resident/useGuides.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Row } from '../../ui/card/Row.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Sign } from '../../ui/sign/Sign.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { guideHref } from './guidePath.ts'

/** Every guide of this tablet, found without accents by its title or by one of its steps. */
export function GuideList() {
  const { holder } = usePorts()
  const guides = useGuides()
  const [query, setQuery] = useState('')
  usePageTitle(t('guide:list.title'))
  const found = searchGuides(guides, query)
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TabletTop title={t('guide:list.place')} href="/field" statusHref="/field/status" language={<ReaderChoice />} />
      }
      actions={
        <>
          <Button size="big" icon="arrowLeft" href="/field">
            <SaidKey of="common:back" />
          </Button>
          {holder === 'volunteer' && (
            <>
              <Button size="big" icon="sound" href="/field/studio">
                {t('guide:list.studio')}
              </Button>
              <Button size="big" icon="info" href="/field/lessons">
                {t('lessons:open')}
              </Button>
            </>
          )}
        </>
      }
    >
      <Title>
        <SaidKey of="guide:list.title" />
      </Title>
      <ReaderNote texts={guides.map(({ title }) => title)} />
      <TextField
        id="guide-search"
        label={<SharedKey of="guide:list.search" />}
        keyboard="search"
        maxLength={60}
        value={query}
        onInput={setQuery}
      />
      <p class={query === '' ? 'hidden-text' : 'muted'} role="status">
        {query !== '' && (
          <SharedKey
            of={found.length === 0 ? 'guide:list.none' : 'guide:list.found'}
            values={{ count: found.length }}
          />
        )}
      </p>
      <ul class="rows">
        {found.map((guide) => {
          const { main, source } = showWords(guide.title, reader.value.text ?? 'vi')
          const about = showWords(guide.about, reader.value.text ?? 'vi')
          return (
            <li key={guide.id}>
              <Row
                href={guideHref(guide.id, 'step', guide.steps[0]?.id)}
                mark={<Sign name={guide.sign} />}
                title={main.text}
                detail={source?.text ?? about.main.text}
                state={source ? about.main.text : undefined}
                tag={<span class="muted">{t('guide:list.steps', { count: guide.steps.length })}</span>}
              />
            </li>
          )
        })}
      </ul>
    </Screen>
  )
}
