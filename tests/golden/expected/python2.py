import torch
print "this is Python 2", torch.cuda.is_available()
