# Completion of picket for bash. What can stand where is told by the script candidates; this finds and shows it.
_picket_candidates=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../picket/completion" && pwd)/candidates

_picket() {
    local current=${COMP_WORDS[COMP_CWORD]} words=("${COMP_WORDS[0]}") word line found
    # bash makes three words of --out=FILE.
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $word == = ]] || words+=("$word")
    done
    [[ $current != = ]] || current=''
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
        @f*)
            compopt -o filenames 2>/dev/null
            [[ $line == @files ]] && mapfile -t found < <(compgen -f -- "$current")
            [[ $line == @files ]] || mapfile -t found < <(compgen -d -- "$current")
            COMPREPLY+=("${found[@]}")
            for word in ${line#@f*s}; do
                mapfile -t found < <(compgen -f -X "!*$word" -- "$current")
                COMPREPLY+=("${found[@]}")
            done
            ;;
        *)
            word=${line%%$'\t'*}
            [[ ${word,,} == "${current,,}"* ]] || continue
            COMPREPLY+=("$word")
            # More of a key follows.
            [[ $word != *. ]] || compopt -o nospace 2>/dev/null
            ;;
        esac
    done < <("$_picket_candidates" "${words[@]}" "$current")
}

complete -F _picket picket
