"""What somebody follows in Slack, and how they are told of a document that answers it: privately, and once."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from bot.answers import pack_answer, restore_answer
from bot.following import (
    CannotFollowError,
    News,
    Subject,
    facts_of,
    gather_news,
    news_in,
    read_subject,
    subject_of_council,
    subject_of_theme,
    subjects_of,
    understand_subject,
)
from bot.logs import log
from bot.models import Answer
from bot.slack.access import SlackUser
from bot.slack.blocks import Audience, Block, follow_offer, following_view, render_answer
from bot.slack.interaction import Click, clicked_answer
from bot.slack.library_view import councils_of
from bot.slack.messenger import NotDeliveredError
from bot.slack.notify import UNREACHABLE
from bot.slack.questions import home_council
from bot.slack.searcher_manager import Snapshot
from bot.slack.services import Services
from bot.slack.state import Entry, StoredFollow, new_answer_id
from bot.themes import load_themes
from index.errors import IndexStoreError
from index.models import Document

LOOK_EVERY = 3.0  # seconds
ONE_BY_ONE = 3  # documents at once, beyond which they are told in one message


async def offer_subjects(services: Services, click: Click) -> Block:
    """Make the modal of what can be followed of the answer that was clicked on."""
    kept = clicked_answer(services, click)
    question = services.questions.get(click.answer) or click.carried

    def find(held: Snapshot) -> tuple[Subject, ...]:
        answer = restore_answer(kept.body, held.resolver).answer
        councils = answer.understood.authorities or tuple(
            dict.fromkeys(e.citation.authority for e in answer.evidence if e.citation.authority)
        )
        return subjects_of(held.answerer, question, councils, [one.text for one in answer.evidence])

    found = await services.searchers.look(find)
    by_label = {subject.label.casefold(): subject for subject in reversed(found)}  # a theme may be named as a service
    return follow_offer([(one.key, one.label) for one in found if by_label[one.label.casefold()] is one])


async def follows_view(services: Services, user: str, *, note: str = "") -> Block:
    """Make the modal of what somebody follows."""
    followed = [
        (one.id, subject.label) for one in services.follows.of(user) if (subject := read_subject(one.what)) is not None
    ]
    councils = await services.searchers.look(lambda held: councils_of(held.library))
    return following_view(followed, councils=councils, themes=[theme.name for theme in load_themes()], note=note)


async def follow_given(services: Services, user: str, council: str, theme: str, matter: str) -> str:
    """Follow what somebody chose or typed; give what is said of it."""
    subjects: list[Subject] = []
    if theme:
        subjects.append(subject_of_theme(theme, (council,) if council else ()))
    elif council and not matter:
        subjects.append(subject_of_council(council))
    if matter:
        default = council or services.store.default_authority(user)

        def understand(held: Snapshot) -> Subject:
            return understand_subject(held.answerer, matter, default=default or home_council(held, services.home))

        try:
            subjects.append(await services.searchers.search(understand))
        except CannotFollowError as error:
            return str(error)
    if not subjects:
        return "Choose a council or a theme, or write a question."
    return await follow(services, user, [subject.key for subject in subjects])


async def follow(services: Services, user: str, keys: Sequence[str]) -> str:
    """Begin to follow subjects by their keys; give what is said of it."""
    subjects = [subject for key in keys if (subject := read_subject(key)) is not None]
    held = await services.searchers.look(lambda held: [d.sha256 for d in held.library.documents])
    began = [services.follows.follow(user, subject.key, held=held) for subject in subjects]
    said = "; ".join(f"“{subject.label}”" for subject in subjects)
    if not any(began):
        return f"You follow this already, or as much as one person can: {said}."
    return f"You follow {said}. I tell you here when a report comes in that speaks of it."


async def keep_followers_told(services: Services) -> None:
    """Tell people of what has come in, until this is cancelled."""
    generation = -1
    waiting = False
    while True:
        try:
            for one, sha, answer in services.follows.left_unfinished():
                services.tasks.start(_finish(services, one, sha, answer))
            if services.searchers.is_open:
                now = services.searchers.current().library.generation
                if now != generation or waiting:
                    waiting = not await tell_followers(services)
                    generation = now
        except IndexStoreError as error:
            log.error("It cannot be looked for news: %s", error)
        except Exception:
            log.exception("People could not be told of what has come in.")
        await asyncio.sleep(LOOK_EVERY)


async def tell_followers(services: Services) -> bool:
    """Tell everybody of the documents that answer what they follow; False where somebody is still to be told."""
    held = services.searchers.current()
    documents = {document.sha256: document for document in held.library.documents}
    facts = {sha: facts_of(document) for sha, document in documents.items()}
    services.follows.note(facts)
    whole = True
    for one in services.follows.all():
        subject = read_subject(one.what)
        if subject is None or not one.user.startswith(("U", "W")):
            continue
        found: list[tuple[str, News]] = []
        told = services.follows.passages_told(one)
        for sha in services.follows.fresh(one, facts):
            news = await services.searchers.search(partial(_news_of, held, subject, documents[sha], told))
            if news is None:
                services.follows.nothing(one, sha, facts[sha])
            else:
                told |= set(news.marks)
                found.append((sha, news))
        several = [found] if len(found) > ONE_BY_ONE else [[each] for each in found]
        for part in several:
            whole = await _tell(services, one, subject, part, facts) and whole
    return whole


def _news_of(held: Snapshot, subject: Subject, document: Document, told: Collection[str], _: Snapshot) -> News | None:
    return news_in(held.answerer, subject, document, told=told)


async def _tell(
    services: Services,
    one: StoredFollow,
    subject: Subject,
    found: Sequence[tuple[str, News]],
    facts: Mapping[str, str],
) -> bool:
    """Tell somebody of some documents in one message; False where it is to be tried again."""
    if await services.access.reason_against(SlackUser(one.user)) is not None:
        return True  # not a member any more, or not known to be one: looked at again with the next generation
    identity = new_answer_id()
    taken = [(sha, news) for sha, news in found if services.follows.claim(one, sha, facts[sha], identity, news.marks)]
    if not taken:
        return True
    answer = taken[0][1].answer if len(taken) == 1 else gather_news(subject, [news for _, news in taken])
    services.store.keep(
        identity, pack_answer(answer), user=one.user, entry=Entry.SHORTCUT, channel=one.user, thread_ts=None
    )
    return await _send(services, one, [sha for sha, _ in taken], identity, answer)


async def _send(services: Services, one: StoredFollow, contents: Sequence[str], identity: str, answer: Answer) -> bool:
    messages = render_answer(answer, identity, audience=Audience.DIRECT)
    try:
        stamps = await services.messenger.post(one.user, messages, mark=f"a:{identity}")
    except NotDeliveredError as error:
        log.error("Somebody could not be told of what they follow (%s).", error.code)  # and is not told twice
    except UNREACHABLE:
        for sha in contents:
            services.follows.give_back(one, sha)
        return False
    else:
        services.store.set_messages(identity, stamps)
    for sha in contents:
        services.follows.sent(one, sha)
    return True


async def _finish(services: Services, one: StoredFollow, sha: str, answer: str) -> None:
    """Finish what a process that is gone began to send: where their messages can be read, it is looked whether it is
    there; where they cannot, it is sent."""
    channel = one.channel
    if channel and await services.messenger.stands_in(channel, f"a:{answer}"):
        services.follows.sent(one, sha)
        return
    services.follows.give_back(one, sha)
    await tell_followers(services)
