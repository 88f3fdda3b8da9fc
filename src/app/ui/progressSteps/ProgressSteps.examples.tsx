import { ProgressSteps } from './ProgressSteps.tsx'

export const examples = { 'Fourth of eight': () => <ProgressSteps current={4} total={8} text="Bước 4 / 8" /> }
