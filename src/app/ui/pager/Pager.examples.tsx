import { Pager } from './Pager.tsx'

const texts = { label: 'Các trang', previousText: 'Trang trước', nextText: 'Trang sau', onPage: () => {} }

export const examples = {
  'In the middle': () => <Pager {...texts} page={1} pages={87} text="Hồ sơ 51 đến 100, trong 4.312" />,
  'One page': () => <Pager {...texts} page={0} pages={1} text="12 hồ sơ" />,
}
