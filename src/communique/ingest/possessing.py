"""Owners that the tree has for the head of what they own: "the Ministry of Science's Institute".

There the "'s" hangs on the word after it, which hangs on the owner in turn.
"""

from dataclasses import replace

from communique.language.annotation import Sentence, Token


def possessed(sentence: Sentence) -> Sentence:
    """Return a sentence whose owners with "'s" hang on what they own."""
    tokens = list(sentence.tokens)
    for index, mark in enumerate(tokens):
        owned = mark.head
        if mark.xpos != "POS" or owned <= index:
            continue
        owner = tokens[owned].head
        if tokens[owned].deprel != "nmod" or not 0 <= owner < index:
            continue
        for at in range(owner + 1, index):
            if tokens[at].head == owned:
                tokens[at] = replace(tokens[at], head=owner)
        tokens[index] = replace(mark, head=owner)
        tokens[owned] = replace(tokens[owned], head=tokens[owner].head, deprel=tokens[owner].deprel)
        tokens[owner] = replace(tokens[owner], head=owned, deprel="nmod:poss")
        tokens = _after(tokens, owner, owned)
    return replace(sentence, tokens=tuple(tokens))


def _after(tokens: list[Token], owner: int, owned: int) -> list[Token]:
    """Return the words with what comes after the owned thing on that, not on its owner."""
    return [
        replace(token, head=owned) if token.head == owner and at > owned else token
        for at, token in enumerate(tokens)
    ]
