"""jieba's dictionary, the one of record, read from its package and nowhere else."""

import jieba


def dictionary() -> jieba.Tokenizer:
    """A tokenizer of its own, loaded.

    jieba would keep a copy of what it read in the machine's folder for temporary files and trust what it finds there;
    reading the package again costs no more.
    """
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer
