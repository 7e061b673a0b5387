export const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Plain HTTP pages have no clipboard; the old way still works there.
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

export const focus = (selector) => document.querySelector(selector)?.focus();
