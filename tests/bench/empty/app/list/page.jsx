import { posts } from "../../posts";

export const dynamic = "force-dynamic";

/** As many elements as the feed has for each post, and nothing to find out for them. */
export default function Page() {
  return posts.map(({ id, username, name, body, at, exactly, ago }) => (
    <article className="post" id={`post-${id}`} key={id}>
      {/* biome-ignore lint/performance/noImgElement: the feed has the same (components/ui/avatar.tsx). */}
      <img className="avatar" src={`/avatar/${id}`} width={44} height={44} alt="" loading="lazy" />
      <div className="post-main">
        <h2 className="meta">
          <a className="name" href={`/user/${username}`} data-card={username} dir="auto">
            {name}
          </a>
          <span className="handle">{`@${username}`}</span>
          <a className="permalink" href={`/user/${username}/posts/${id}`}>
            <time className="when" dateTime={at} title={exactly}>
              {ago}
            </time>
          </a>
        </h2>
        <p className="body" dir="auto">
          {body}
        </p>
      </div>
    </article>
  ));
}
