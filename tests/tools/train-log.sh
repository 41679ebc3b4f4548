#!/bin/sh
# What train says while it trains: the loss on rows kept aside, and the log.
. "$(dirname "$0")/training.sh"
train x.npy -o one.model

drift data spiral -n 100 --first 500 -o valid.npy
ok 'the loss is measured on rows kept aside' train x.npy -o v.model --valid valid.npy -v
cp err first
same 'measuring the loss changes no model' one.model v.model
result "$(grep -c '^  level [1-8] of 8  [0-9.e-]*$' first | grep -qx 8; echo $?)" 'the loss is said by noise level'
ok 'the loss is measured again' train x.npy -o v.model --valid valid.npy -v
cp err again
same 'the loss on rows kept aside has draws of its own, always the same' first again
status 2 'a loss that nobody sees is not measured' train x.npy -o no.model --valid valid.npy
says '^drift train: nothing shows the loss'
drift data digits -o digits.npy
status 1 'rows kept aside of another shape are refused' train x.npy -o no.model --valid digits.npy -v
says "^drift train: rows of 'digits.npy' have another shape"

ok 'a log is kept' train x.npy -o l.model --log log --log-every 5 --valid valid.npy --valid-every 10
same 'a log changes no model' one.model l.model
number='-\{0,1\}[0-9.]*\(e-\{0,1\}[0-9]*\)\{0,1\}' list='\[[0-9.e,-]*\]'
line="{\"step\":[0-9]*,\"loss\":$number,\"levels\":$list,\"gradient_norm\":$number,\"rate\":$number,\"rows_per_second\":$number"
result "$(grep -cx "$line}" log | grep -qx 2; echo $?)" 'the log has a line at steps 5 and 15'
result "$(grep -cx "$line,\"valid_loss\":$number,\"valid_levels\":$list}" log | grep -qx 2; echo $?)" \
    'the log has the loss on rows kept aside at steps 10 and 20'
status 1 'a log on a full disk is noticed' train x.npy -o no.model --log /dev/full --log-every 5
says "^drift train: cannot write '/dev/full'"
status 2 '--log-every without --log is refused' train x.npy -o no.model --log-every 5
done_testing
