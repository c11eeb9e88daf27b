# ask.fish WORD...: what fish offers for the last word.
source $SHARE/fish/vendor_completions.d/picket.fish
complete -C "$argv" | string replace -r '\t.*' ''
