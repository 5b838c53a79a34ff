interface AvatarProps {
  src: string;
  /** Width and height in CSS pixels. */
  size: 36 | 44 | 64 | 112;
}

/**
 * A person's picture. The name stands beside it, so it says nothing to a screen reader. Lazy, also because
 * React otherwise writes a preload for each picture before the page.
 */
export function Avatar({ src, size }: AvatarProps) {
  // biome-ignore lint/performance/noImgElement: next/image writes style attributes, which the policy forbids.
  return <img className="avatar" src={src} width={size} height={size} alt="" loading="lazy" />;
}
