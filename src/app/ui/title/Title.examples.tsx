import { Title } from './Title.tsx'

export const examples = { 'A question': () => <Title takesFocus={false}>Hôm nay bà con cần việc gì?</Title> }
