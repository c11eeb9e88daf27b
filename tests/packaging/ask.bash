# ask.bash WORD...: what bash offers for the last word, by the function that it would call.
source "$SHARE/bash-completion/completions/picket"
[[ $(complete -p picket) == "complete -F _picket picket" ]] || exit 1
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_picket picket "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
