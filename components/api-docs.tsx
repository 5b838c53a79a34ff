import { useTranslations } from "next-intl";
import { links } from "@/lib/links";
import type { Chapter, FieldReading, OperationReading, Reading } from "@/lib/web/api/reading";

/** The API for a developer to read: what it says about itself, operation by operation. No script. */
export function ApiDocs({ reading }: { reading: Reading }) {
  const t = useTranslations("apiDocs");
  return (
    <div className="api-docs">
      <p>{t("intro")}</p>
      <p>
        <a href={links.apiDocument}>{t("document")}</a>
      </p>
      <div lang="en">
        {reading.introduction.map((paragraph) => (
          <p key={paragraph}>{withCode(paragraph)}</p>
        ))}
      </div>
      <Contents chapters={reading.chapters} />
      {reading.chapters.map(({ title, operations }) => (
        <section key={title} aria-labelledby={`chapter-${title}`}>
          <h2 id={`chapter-${title}`} lang="en">
            {title}
          </h2>
          {operations.map((operation) => (
            <Operation key={operation.id} operation={operation} />
          ))}
        </section>
      ))}
    </div>
  );
}

function Contents({ chapters }: { chapters: Chapter[] }) {
  const t = useTranslations("apiDocs");
  return (
    <nav className="api-contents" aria-label={t("contents")}>
      <ul>
        {chapters
          .flatMap(({ operations }) => operations)
          .map(({ id, method, path }) => (
            <li key={id}>
              <a href={`#${id}`}>
                <Method name={method} /> <code>{path}</code>
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

const Method = ({ name }: { name: string }) => (
  <span className={`api-method ${name.toLowerCase()}`}>{name}</span>
);

function Operation({ operation }: { operation: OperationReading }) {
  const t = useTranslations("apiDocs");
  const { id, method, path, summary, description, access, parameters, fields, request, answers } = operation;
  const example = answers.find(({ example }) => example)?.example;
  return (
    <article className="api-operation" id={id}>
      <h3>
        <Method name={method} /> <code>{path}</code>
      </h3>
      <p className="api-summary" lang="en">
        {withCode(summary)}
      </p>
      {description && <p lang="en">{withCode(description)}</p>}
      <p className="when">{t(access === "anyone" ? "everybody" : access)}</p>
      {parameters.length > 0 && <Fields title={t("parameters")} fields={parameters} />}
      {fields.length > 0 && <Fields title={t("body")} fields={fields} />}
      <details>
        <summary>{t("example")}</summary>
        <h4>{t("request")}</h4>
        <pre>
          <code>{request}</code>
        </pre>
        <h4>{t("answers")}</h4>
        {example && (
          <pre>
            <code>{example}</code>
          </pre>
        )}
        <Answers answers={answers} />
      </details>
    </article>
  );
}

function Answers({ answers }: { answers: OperationReading["answers"] }) {
  return (
    <dl className="api-answers" lang="en">
      {answers.map(({ status, description }) => (
        <div key={status}>
          <dt>{status}</dt>
          <dd>{withCode(description)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Fields({ title, fields }: { title: string; fields: FieldReading[] }) {
  const t = useTranslations("apiDocs");
  return (
    <>
      <h4>{title}</h4>
      <dl className="api-fields">
        {fields.map(({ name, where, kind, isRequired, description }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              <span className="when">
                {[kind, where && t(where), isRequired && t("required")].filter(Boolean).join(" · ")}
              </span>
              {description && <span lang="en"> {withCode(description)}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Text in which backquotes mark code. */
const withCode = (text: string) =>
  text.split("`").map((part, index) => {
    const key = `${index}-${part}`;
    return index % 2 === 1 ? <code key={key}>{part}</code> : part;
  });
