import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use as useParts } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { chartShades, darkPalette, lightPalette } from '#kernel/design-tokens.ts'
import { useDark } from '../../lib/appearance.ts'

useParts([
  BarChart,
  LineChart,
  GridComponent,
  TooltipComponent,
  MarkLineComponent,
  AriaComponent,
  SVGRenderer,
])

/** Strong and pale shade of the one hue, and the colours of axes and labels. */
export interface ChartColours {
  readonly strong: string
  readonly pale: string
  readonly text: string
  readonly line: string
  readonly mark: string
}

interface Props {
  readonly label: string
  readonly height: number
  readonly option: (colours: ChartColours) => EChartsCoreOption
  readonly onPick?: ((index: number) => void) | undefined
}

/** A chart drawn with the tokens; the same numbers stand in a table under it. */
export default function Chart({ label, height, option, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const dark = useDark()
  useEffect(() => {
    if (box.current === null) return
    const palette = dark ? darkPalette : lightPalette
    const shades = chartShades[dark ? 'dark' : 'light']
    const chart = init(box.current, undefined, { renderer: 'svg' })
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    chart.setOption({
      animation: !still,
      animationDuration: 150,
      aria: { enabled: true, label: { description: label } },
      ...option({
        strong: shades[4],
        pale: shades[1],
        text: palette.textSecondary,
        line: palette.line,
        mark: palette.accent,
      }),
    })
    chart.on('click', ({ dataIndex }) => onPick?.(dataIndex))
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(box.current)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [dark, label, option, onPick])
  return <div ref={box} role="img" aria-label={label} style={{ height, width: '100%' }} />
}
