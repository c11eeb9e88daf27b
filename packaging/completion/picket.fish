# Completion of picket for fish. What can stand where is told by the script candidates; this shows it.
set -g __picket_candidates (status dirname)/../../picket/completion/candidates

function __picket_complete
    set -l current (commandline -ct)
    for line in ($__picket_candidates (commandline -opc) "$current")
        switch $line
            case @files
                __fish_complete_path $current
            case '@f*'
                __fish_complete_directories $current
                for ending in (string split --no-empty ' ' (string replace -r '@[a-z]*' '' $line))
                    for file in $current*$ending
                        echo $file
                    end
                end
            case '*'
                echo $line
        end
    end
end

complete -c picket -f -a '(__picket_complete)'
