import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useStage } from '../context.ts';
import type { DialogName } from '../view.ts';
import { ExportDialog } from './export-dialog.tsx';
import { FailuresDialog } from './failures-dialog.tsx';
import { FlowsDialog } from './flows-dialog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { PoliciesDialog } from './policies-dialog.tsx';
import { ScenesDialog } from './scenes-dialog.tsx';
import { TreeDialog } from './tree-dialog.tsx';

/** The one that is open. */
export function Dialogs() {
  const { view, texts, actions } = useStage();
  const { dialog } = view;
  if (!dialog) return null;
  const titles: Record<DialogName, string> = {
    flows: texts.flowsTitle,
    tree: texts.treeTitle,
    failures: texts.failures,
    policies: texts.policiesTitle,
    scenes: texts.scenesTitle,
    export: texts.exportTitle,
    help: texts.helpTitle,
  };
  const contents: Record<DialogName, () => ComponentChildren> = {
    flows: () => <FlowsDialog />,
    tree: () => <TreeDialog />,
    failures: () => <FailuresDialog />,
    policies: () => <PoliciesDialog />,
    scenes: () => <ScenesDialog />,
    export: () => <ExportDialog />,
    help: () => <HelpDialog />,
  };
  return (
    <Frame key={dialog} title={titles[dialog]} close={() => actions.close(dialog)}>
      {contents[dialog]()}
    </Frame>
  );
}

/** The browser's own dialog: it keeps the focus, and Escape closes it. */
function Frame(props: { title: string; close: () => void; children: ComponentChildren }) {
  const { title, close, children } = props;
  const { texts } = useStage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    // Not the button that closes it, which the browser takes: Space is for a choice.
    const choices = [
      ...(dialog.current?.querySelectorAll<HTMLInputElement>('.radios input') ?? []),
    ];
    (choices.find(({ type, checked }) => type === 'radio' && checked) ?? choices[0])?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="dialog-title"
      // Escape: a key that comes before the browser has closed it is for the stage.
      onCancel={close}
      onClose={close}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div class="dialog-body">
        <h2 id="dialog-title">{title}</h2>
        <button type="button" class="small close" aria-label={texts.close} onClick={close}>
          ×
        </button>
        {children}
      </div>
    </dialog>
  );
}
