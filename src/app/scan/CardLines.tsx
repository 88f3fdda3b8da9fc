import { useState } from 'preact/hooks'
import { type MrzLines, type MrzProblem, parseMrz } from '../../domain/cardMrz.ts'
import type { CitizenCard } from '../../domain/citizenCard.ts'
import { t } from '../i18n/i18n.ts'
import { Button } from '../ui/button/Button.tsx'
import { TextField } from '../ui/textField/TextField.tsx'
import { Title } from '../ui/title/Title.tsx'
import type { ScanFrame } from './ScanFrame.ts'

interface Props {
  frame: ScanFrame
  /** as the camera read them; empty where they are typed */
  read: MrzLines
  onCard(card: CitizenCard): void
  onBack(): void
  onScan(): void
}

const lines = [1, 2, 3] as const
const idOf = (line: number) => `line${line}`

/** The three lines of the back, typed or read; their check digits say where to look again. They are on this screen and nowhere else. */
export function CardLines({ frame, read, onCard, onBack, onScan }: Props) {
  const [typed, setTyped] = useState(read)
  const [problems, setProblems] = useState<readonly MrzProblem[]>([])

  function type(line: number, text: string) {
    const [first, second, third] = typed
    setTyped(line === 1 ? [text, second, third] : line === 2 ? [first, text, third] : [first, second, text])
  }

  function next() {
    const parsed = parseMrz(typed)
    if (parsed.ok) return onCard(parsed.card)
    setProblems(parsed.problems)
  }

  const isRead = read.some((line) => line !== '')
  const textOf = ({ code }: MrzProblem) => t(`scan:lines.problem.${code}`)
  const errors = problems.map((problem) => ({ fieldId: idOf(problem.line), text: textOf(problem) }))
  return frame({
    errors,
    onEdit: () => setProblems([]),
    onNext: next,
    nextText: t('scan:lines.check'),
    more: (
      <Button size="big" icon="camera" onClick={onBack}>
        {t(isRead ? 'scan:back.again' : 'scan:back.open')}
      </Button>
    ),
    children: (
      <>
        <Title>{t(isRead ? 'scan:lines.titleRead' : 'scan:lines.title')}</Title>
        <p class="lead">{t(isRead ? 'scan:lines.leadRead' : 'scan:lines.lead')}</p>
        {lines.map((line) => (
          <TextField
            key={line}
            id={idOf(line)}
            label={t('scan:lines.line', { number: line })}
            hint={t(`scan:lines.hint.${line}`)}
            error={errors.find(({ fieldId }) => fieldId === idOf(line))?.text}
            maxLength={60}
            signs
            value={typed[line - 1] ?? ''}
            onInput={(text) => type(line, text)}
          />
        ))}
        <div class="cluster">
          <Button icon="idCard" onClick={onScan}>
            {t('scan:lines.scan')}
          </Button>
        </div>
      </>
    ),
  })
}
