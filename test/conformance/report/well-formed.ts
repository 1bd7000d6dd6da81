/** Do the elements of an XML text nest? Enough to see that nothing broke out of its place. */

/** What is wrong, or undefined. */
export function unbalanced(text: string): string | undefined {
  const open: string[] = [];
  const tags = text.replace(/<\?.*?\?>|<style>.*?<\/style>/gs, '');
  for (const [tag, end, name, self] of tags.matchAll(
    /<(\/?)([\w-]+)(?:\s[^<>]*?)?(\/?)>|<[^>]*/g,
  )) {
    if (name === undefined) return `${tag} is no tag`;
    if (end === '') {
      if (self === '') open.push(name);
      continue;
    }
    const last = open.pop();
    if (last !== name) return `</${name}> ends <${last}>`;
  }
  return open.length === 0 ? undefined : `<${open.at(-1)}> does not end`;
}
