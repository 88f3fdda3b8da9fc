import { ProgressSteps } from './ProgressSteps.tsx'

export const examples = {
  'Fourth of eight': () => <ProgressSteps current={4} total={8} text="Bước 4 / 8" />,
  'Within the second of three': () => <ProgressSteps current={2} total={3} within={0.4} text="Phần 2 / 3 · bước 4" />,
}
