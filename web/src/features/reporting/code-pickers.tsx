import { Select, TreeSelect } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CodeEntryView, ElementDefinitionView } from '#modules/registry/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { useCodeTable } from './report-queries.ts'

interface PickerProps {
  readonly id?: string
  readonly definition: ElementDefinitionView
  readonly value?: string | string[]
  readonly onChange?: (value: string | string[] | undefined) => void
  readonly disabled?: boolean
  /** Code of the level above, for areas. */
  readonly within?: string | undefined
}

interface Node {
  readonly value: string
  readonly title: string
  readonly search: string
  readonly selectable: boolean
  children?: Node[]
}

/** The tree of a code table; only what has nothing below may be chosen. */
function treeOf(entries: readonly CodeEntryView[], nameOf: (entry: CodeEntryView) => string): Node[] {
  const nodes = new Map(
    entries.map((entry): [string, Node] => [
      entry.code,
      {
        value: entry.code,
        title: `${entry.code} ${nameOf(entry)}`,
        search: `${entry.code} ${entry.name} ${entry.nameEn}`.toLowerCase(),
        selectable: !entry.hasChildren,
      },
    ]),
  )
  const roots: Node[] = []
  for (const entry of entries) {
    const node = nodes.get(entry.code)
    const parent = nodes.get(entry.parent)
    if (node === undefined) continue
    if (parent === undefined) roots.push(node)
    else (parent.children ??= []).push(node)
  }
  return roots
}

function TreePicker({ id, definition, value, onChange, disabled }: PickerProps) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const table = useCodeTable(definition.codeTable ?? '')
  const tree = useMemo(
    () => treeOf(table?.entries ?? [], (entry) => format.either(entry.name, entry.nameEn)),
    [table, format],
  )
  return (
    <TreeSelect
      {...(id === undefined ? {} : { id })}
      allowClear
      {...(typeof value === 'string' ? { value } : {})}
      disabled={disabled === true}
      treeData={tree}
      placeholder={t('form.choose')}
      showSearch={{ filterTreeNode: (words, node) => String(node['search']).includes(words.toLowerCase()) }}
      onChange={(code: string | undefined) => onChange?.(code)}
      style={{ width: '100%' }}
    />
  )
}

function ListPicker({ id, definition, value, onChange, disabled, within }: PickerProps) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const table = useCodeTable(definition.codeTable ?? '')
  const several = definition.type === 'codes'
  const options = (table?.entries ?? [])
    .filter((entry) => definition.level === undefined || entry.level === definition.level)
    .filter((entry) => within === undefined || entry.parent === within)
    .map((entry) => ({
      value: entry.code,
      label: format.either(entry.name, entry.nameEn),
      search: `${entry.code} ${entry.name} ${entry.nameEn}`.toLowerCase(),
    }))
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      allowClear
      {...(several ? { mode: 'multiple' as const } : {})}
      {...(several && definition.maxValues !== undefined ? { maxCount: definition.maxValues } : {})}
      value={value ?? (several ? [] : null)}
      disabled={disabled === true}
      options={options}
      placeholder={t('form.choose')}
      showSearch={{
        filterOption: (words, option) => option?.search.includes(words.toLowerCase()) === true,
      }}
      onChange={(codes: string | string[] | null) => onChange?.(codes ?? undefined)}
      style={{ width: '100%' }}
    />
  )
}

/** Chooses from a code table: a tree where there are levels, else a list to search. */
export function CodePicker(props: PickerProps) {
  const table = useCodeTable(props.definition.codeTable ?? '')
  const tree = props.definition.level === undefined && table?.entries.some((entry) => entry.hasChildren)
  return tree === true ? <TreePicker {...props} /> : <ListPicker {...props} />
}
