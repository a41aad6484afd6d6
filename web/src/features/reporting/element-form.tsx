import { Button, Card, Form, Typography } from 'antd'
import type { FormInstance } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ElementDefinitionView, ElementDictionaryView } from '#modules/registry/contract.ts'
import type { ElementProblemView, SuggestionView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { ElementInput, type FormValue } from './element-input.tsx'
import { type FormValues, isFilled, isWanted, levelAbove, sectionsOf } from './form-values.ts'
import { SuggestionLine } from './suggestion-line.tsx'

interface FieldProps {
  readonly definition: ElementDefinitionView
  readonly elements: readonly ElementDefinitionView[]
  readonly values: FormValues
  readonly problems: readonly ElementProblemView[]
  readonly returned: string | undefined
  /** What is said about the element. */
  readonly remarks: ReactNode
  readonly suggestions: readonly SuggestionView[]
  readonly onTake: (element: string, value: FormValue) => void
  readonly onRefuse: (suggestion: SuggestionView) => void
  readonly fixed: string
}

function FieldProblems({ problems, onTake }: Pick<FieldProps, 'problems' | 'onTake'>) {
  const { t } = useTranslation('reporting')
  return (
    <>
      {problems.map((problem) => (
        <div key={problem.code}>
          {problem.message}
          {problem.suggestion !== undefined && (
            <Button
              type="link"
              size="small"
              onClick={() => onTake(problem.element, problem.suggestion?.value ?? '')}
            >
              {t('form.take', { label: problem.suggestion.label })}
            </Button>
          )}
        </div>
      ))}
    </>
  )
}

function FieldSuggestions({
  wanted,
  onTake,
  onRefuse,
}: Pick<FieldProps, 'onTake' | 'onRefuse'> & { readonly wanted: readonly SuggestionView[] }) {
  return (
    <>
      {wanted.map((one) => (
        <SuggestionLine
          key={JSON.stringify(one.value)}
          suggestion={one}
          onTake={() => onTake(one.element, one.value)}
          onRefuse={() => onRefuse(one)}
        />
      ))}
    </>
  )
}

/** A suggestion with its reason says more than the problem's own. */
const withoutSuggestion = (problem: ElementProblemView): ElementProblemView => ({
  ...problem,
  suggestion: undefined,
})

const isSame = (suggested: SuggestionView['value'], there: FormValue) =>
  JSON.stringify(suggested) === JSON.stringify(there)

function ElementField(props: FieldProps) {
  const { definition, elements, values, problems, returned, suggestions, onTake, onRefuse } = props
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const above = levelAbove(definition, elements)
  const label = format.either(definition.label.zh, definition.label.en)
  const optional = isWanted(definition, values) ? '' : t('form.optional')
  const several = definition.type === 'codes' || definition.type === 'enums'
  const worst = problems.some((problem) => problem.level === 'error') ? 'error' : 'warning'
  const wanted = suggestions.filter(({ value }) => !isSame(value, values[definition.id]))
  const shownProblems = wanted.length === 0 ? problems : problems.map(withoutSuggestion)
  const marked = problems.length > 0 || returned !== undefined
  return (
    <Form.Item
      name={definition.id}
      label={
        <span>
          {`${label}${definition.unit === undefined ? '' : ` (${format.measure(definition.unit)})`}${optional}`}
          <span className="report-help">{format.either(definition.help.zh, definition.help.en)}</span>
        </span>
      }
      {...(marked
        ? {
            validateStatus: problems.length > 0 ? worst : 'warning',
            help: (
              <>
                {returned !== undefined && <div>{t('form.returned', { reason: returned })}</div>}
                <FieldProblems
                  problems={shownProblems}
                  onTake={(id, value) => (several ? undefined : onTake(id, value))}
                />
              </>
            ),
          }
        : {})}
      extra={
        <>
          <FieldSuggestions wanted={wanted} onTake={onTake} onRefuse={onRefuse} />
          {props.remarks}
        </>
      }
    >
      <ElementInput
        definition={definition}
        disabled={definition.id === props.fixed}
        within={above === undefined || !isFilled(values[above]) ? undefined : String(values[above])}
      />
    </Form.Item>
  )
}

interface Props {
  readonly form: FormInstance<FormValues>
  readonly elements: readonly ElementDefinitionView[]
  readonly values: FormValues
  readonly problems: readonly ElementProblemView[]
  readonly returned: ReadonlyMap<string, string>
  /** What is shown below the field of an element. */
  readonly remarksOn?: (element: string) => ReactNode
  readonly suggestions?: readonly SuggestionView[]
  readonly onTake: (element: string, value: FormValue) => void
  readonly onRefuse?: (suggestion: SuggestionView) => void
  /** Names of the sections as the dictionary gives them. */
  readonly sections?: Sections | undefined
  /** The element that carries the number, which cannot be changed here. */
  readonly fixed?: string
}
type Sections = NonNullable<ElementDictionaryView['sections']>

/** What a section is called: as the dictionary says, else as the program knows it. */
function useSectionName(sections: Sections | undefined) {
  const { t } = useTranslation('reporting')
  const { either } = useFormat()
  return (name: string) => {
    const given = sections?.[name]
    return given === undefined ? t(`section.${name}`, name) : either(given.zh, given.en)
  }
}

/** Sections at the left with how far each is filled. */
export function SectionProgress({
  elements,
  values,
  sections,
}: Pick<Props, 'elements' | 'values' | 'sections'>) {
  const { t } = useTranslation('reporting')
  const sectionName = useSectionName(sections)
  return (
    <nav className="report-sections" aria-label={t('form.sections')}>
      {sectionsOf(elements).map(({ name, definitions }) => {
        const wanted = definitions.filter((definition) => isWanted(definition, values))
        const filled = wanted.filter((definition) => isFilled(values[definition.id]))
        return (
          <a key={name} href={`#section-${name}`}>
            <span>{sectionName(name)}</span>
            <Typography.Text type={filled.length === wanted.length ? 'success' : 'secondary'}>
              {`${filled.length === wanted.length ? '✓ ' : ''}${filled.length}/${wanted.length}`}
            </Typography.Text>
          </a>
        )
      })}
    </nav>
  )
}

/** The form as the dictionary describes it: one column, help under the label, problems under the field. */
export function ElementForm(props: Props) {
  const { form, elements, values, problems, returned, onTake, fixed = 'innerId' } = props
  const { suggestions = [], onRefuse = () => undefined } = props
  const sectionName = useSectionName(props.sections)
  return (
    <Form form={form} layout="vertical" requiredMark={false} autoComplete="off">
      {sectionsOf(elements).map(({ name, definitions }) => (
        <Card key={name} id={`section-${name}`} className="report-section" title={sectionName(name)}>
          {definitions.map((definition) => (
            <ElementField
              key={definition.id}
              definition={definition}
              elements={elements}
              values={values}
              problems={problems.filter((problem) => problem.element === definition.id)}
              returned={returned.get(definition.id)}
              suggestions={suggestions.filter((one) => one.element === definition.id)}
              onTake={onTake}
              remarks={props.remarksOn?.(definition.id)}
              fixed={fixed}
              onRefuse={onRefuse}
            />
          ))}
        </Card>
      ))}
    </Form>
  )
}
