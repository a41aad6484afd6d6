import { Form, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { useCountries } from './maker-queries.ts'

export interface MakerValues {
  readonly name: string
  readonly nameEn?: string
  readonly country?: string
  readonly homepage?: string
}

/** What a form holds, empty where nothing was typed. */
export const makerBody = ({ name, nameEn, country, homepage }: MakerValues) => ({
  ...{ name, nameEn: nameEn ?? '', country: country ?? '', homepage: homepage ?? '' },
})

/** The fields of a maker. */
export function MakerFields() {
  const { t } = useTranslation('registry')
  const format = useFormat()
  const countries = useCountries()
  return (
    <>
      <Form.Item
        name="name"
        label={t('maker.name.zh')}
        rules={[{ required: true, message: t('maker.needed') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="nameEn" label={t('maker.name.en')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="country" label={t('maker.country.optional')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'search' }}
          options={countries.map(({ name, nameEn }) => ({
            ...{ value: name, label: format.either(name, nameEn), search: `${name} ${nameEn}` },
          }))}
        />
      </Form.Item>
      <Form.Item name="homepage" label={t('maker.homepage')}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}
