import { useState } from 'preact/hooks'
import { type SearchOption, SearchSelect } from './SearchSelect.tsx'

const places: SearchOption[] = [
  { value: '1', label: 'Xã Mẫu Một', detail: 'gồm xã Mẫu Cũ, xã Mẫu Xưa' },
  { value: '2', label: 'Xã Mẫu Hai', detail: 'gồm thị trấn Mẫu' },
]

function Place() {
  const [chosen, setChosen] = useState<SearchOption | null>(null)
  return (
    <SearchSelect
      id="ex-place"
      label="Xã, phường"
      hint="Gõ tên mới hay tên cũ, có dấu hay không dấu đều được."
      search={(query) => places.filter((place) => place.label.toLowerCase().includes(query.toLowerCase()))}
      chosen={chosen}
      onChoose={setChosen}
      noneText="Không thấy tên này."
      countText={(count) => `${count} nơi`}
      clearText="Đổi"
    />
  )
}

export const examples = { 'A long list': () => <Place /> }
