import { BgColorsOutlined, TranslationOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { changeAppearance, themes, useAppearance } from '../lib/appearance.ts'
import { switchLocale } from '../lib/i18n.ts'

function AppearanceButton() {
  const { t } = useTranslation('ui')
  const { theme, largeText } = useAppearance()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        multiple: true,
        selectedKeys: [theme, ...(largeText ? ['large'] : [])],
        items: [
          ...themes.map((key) => ({ key, label: t(`theme.${key}`) })),
          { type: 'divider' },
          { key: 'large', label: t('largeText') },
        ],
        onClick: ({ key }) => {
          const chosen = themes.find((known) => known === key)
          changeAppearance(chosen === undefined ? { largeText: !largeText } : { theme: chosen })
        },
      }}
    >
      <Button type="text" icon={<BgColorsOutlined />} aria-label={t('appearance')} title={t('appearance')} />
    </Dropdown>
  )
}

/** Language and looks, also for pages without the shell. */
export function Preferences() {
  const { t, i18n } = useTranslation('ui')
  const other = i18n.language === 'en' ? 'zh-CN' : 'en'
  const shown = other === 'en' ? 'EN' : '中文'
  return (
    <>
      <Button
        type="text"
        icon={<TranslationOutlined />}
        onClick={() => switchLocale(other)}
        aria-label={`${shown} ${t('language')}`}
        lang={other}
      >
        {shown}
      </Button>
      <AppearanceButton />
    </>
  )
}
