/** @jsxImportSource preact */
import { useMemo } from "preact/hooks";
import { type Piece, parseMarkdown } from "../markdown.ts";

/** A message's text as elements; what it holds never becomes markup. */
export function RichText({ text }: { text: string }) {
  const pieces = useMemo(() => parseMarkdown(text), [text]);
  return <Pieces pieces={pieces} />;
}

const Pieces = ({ pieces }: { pieces: readonly Piece[] }) => (
  <>
    {pieces.map((piece, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a message's pieces never move
      <PieceView key={index} piece={piece} />
    ))}
  </>
);

function PieceView({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case "text":
      return <>{piece.text}</>;
    case "bold":
      return (
        <strong>
          <Pieces pieces={piece.parts} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Pieces pieces={piece.parts} />
        </em>
      );
    case "code":
      return <code>{piece.text}</code>;
    case "block":
      return (
        <pre>
          <code>{piece.text}</code>
        </pre>
      );
    case "link":
      return (
        <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
          {piece.text}
        </a>
      );
  }
}
