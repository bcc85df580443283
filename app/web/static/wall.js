// Turns a wall to what follows. The page that is shown stays until the next one
// and its picture are there, so a server that restarts or a network that is away
// for a moment is not seen; after that the wall says of when its numbers are.
// Only where the link is dead the browser goes to what says so.
(() => {
  'use strict';

  const patience = 3; // turns that fail before the wall says so
  let failed = 0;

  async function loaded(image) {
    const picture = new Image();
    const sources = [...image.closest('picture').querySelectorAll('source')];
    picture.src = sources.find(({ media }) => matchMedia(media).matches)?.srcset ?? image.src;
    await picture.decode();
  }

  // turned shows what follows, once it is there.
  async function turned() {
    const wall = document.getElementById('wall');
    const answer = await fetch(wall.dataset.next, { cache: 'no-store', signal: AbortSignal.timeout(wall.dataset.seconds * 1000) });
    if (answer.status === 404) {
      location.reload();
      return;
    }
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = page.getElementById('wall');
    if (!next || next.dataset.version !== wall.dataset.version) {
      location.assign(wall.dataset.next); // another version has other files
      return;
    }
    await Promise.all([...next.querySelectorAll('img')].map(loaded));
    if (wall.contains(document.activeElement)) {
      return; // somebody is at the links: they would lose their place
    }
    wall.replaceWith(document.adoptNode(next));
  }

  function wait() {
    setTimeout(async () => {
      try {
        await turned();
        failed = 0;
      } catch {
        failed += 1; // it is tried again after the same time
        if (failed >= patience) {
          document.getElementById('away').hidden = false;
        }
      }
      wait();
    }, document.getElementById('wall').dataset.seconds * 1000);
  }

  wait();
})();
