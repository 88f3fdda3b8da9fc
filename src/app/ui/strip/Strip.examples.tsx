import { Strip } from './Strip.tsx'

export const examples = { 'The woven band': () => <Strip /> }
