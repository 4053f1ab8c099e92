import type { Terminal } from '../terminal/context.ts';

/** What a table leaves out, and how to see it; nothing where it is whole. */
export function sayMore(count: number, limit: number, { say, text }: Pick<Terminal, 'say' | 'text'>): void {
  if (count <= limit) return;
  say(
    text({
      zh: `……另有 ${count - limit} 行（--limit ${count} 全部显示）`,
      en: `… and ${count - limit} more (--limit ${count} shows all)`,
    }),
  );
}
