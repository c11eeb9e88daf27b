# ask.zsh WORD...: what zsh is told to offer for the last word: zsh's own functions that would show it are replaced.
fpath=($SHARE/zsh/vendor-completions $fpath)
autoload -Uz _picket
setopt extended_glob null_glob

_describe() {
    local word
    for word in "${(@P)2}"; do
        word=${${word//\\:/$'\1'}%%:*}
        word=${word//$'\1'/:}
        [[ ${word:l} == ${PREFIX:l}* ]] && print -r -- $word
    done
}

_files() {
    local -a found=($PREFIX*(/))
    local pattern patterns="${2:-*}"
    [[ $1 == -/ ]] || for pattern in ${=patterns}; do found+=($PREFIX${~pattern}); done
    (( $#found )) && print -rl -- ${(u)found}
}

words=("$@")
CURRENT=$#
PREFIX=$words[-1]
_picket
